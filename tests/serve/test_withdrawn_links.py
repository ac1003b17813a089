"""What was said of two records and taken back: the log keeps both, the ledger is told neither."""

from desk_fixtures import SignIn

from tawthiq.serve.desk import Desk
from tawthiq.store.ledger import read_settled
from tawthiq.store.verify import verify_project

PAIR = {"one": "demo-01#0", "other": "other-paper#0"}


def test_what_is_withdrawn_was_never_said(sign_in: SignIn, desk: Desk) -> None:
    client = sign_in("reviewer")
    merged = client.post("/links", json={**PAIR, "kind": "merge"}).json()["no"]
    parted = client.post("/links", json={**PAIR, "kind": "never"}).json()["no"]

    assert client.delete(f"/links/{merged}").status_code == 422  # another one stands over it
    assert client.delete(f"/links/{parted}").status_code == 204
    settled = read_settled(desk.project)
    assert (settled.apart, len(settled.together)) == ((), 1)

    assert client.delete(f"/links/{merged}").status_code == 204
    settled = read_settled(desk.project)
    assert (settled.apart, settled.together) == ((), ())
    assert client.delete(f"/links/{merged}").status_code == 422
    assert verify_project(desk.project).faults == ()
