"""The linear models: what they weigh, whatever order it comes in."""

import random

from tawthiq.coding.judgement import Linear

# Sums of these differ in their last digit by the order they are added in.
_WEIGHTS = {f"f{n}": (-1) ** n * (0.1 + n / 7) for n in range(40)}


def test_probability_is_the_same_bit_for_bit_in_any_order() -> None:
    model = Linear(_WEIGHTS, 0.3)
    features = list(_WEIGHTS)
    shuffled = random.Random(5)
    found = set()
    for _ in range(200):
        shuffled.shuffle(features)
        found.add(model.probability(features))
    assert len(found) == 1


def test_probability_passes_over_unknown_features() -> None:
    model = Linear(_WEIGHTS, 0.3)
    assert model.probability(["f1", "never-seen"]) == model.probability(["f1"])
    assert model.probability([]) == Linear({}, 0.3).probability(["f1"])
