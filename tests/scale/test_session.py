"""What Spark is started with: the user's configuration, then the cluster's, defaults only for this machine."""

from pathlib import Path

import pytest

from tawthiq.errors import UsageError
from tawthiq.scale.session import SparkSettings, parse_conf, settled_conf


def test_without_any_configuration_this_machine_is_the_cluster() -> None:
    conf = settled_conf(SparkSettings(jobs=3), {})

    assert conf["spark.master"] == "local[3,4]"
    assert conf["spark.driver.bindAddress"] == "127.0.0.1"


@pytest.mark.parametrize("decides", ["option", "spark-submit", "defaults file", "home", "connect"])
def test_a_master_that_is_named_elsewhere_holds(decides: str, tmp_path: Path) -> None:
    (tmp_path / "conf").mkdir()
    (tmp_path / "conf" / "spark-defaults.conf").write_text("# ours\nspark.master   spark://head:7077\n")
    environment = {
        "option": {},
        "spark-submit": {"PYSPARK_GATEWAY_PORT": "1"},
        "defaults file": {"SPARK_CONF_DIR": str(tmp_path / "conf")},
        "home": {"SPARK_HOME": str(tmp_path)},
        "connect": {"SPARK_REMOTE": "sc://host"},
    }[decides]
    given = {"spark.master": "yarn"} if decides == "option" else {}

    conf = settled_conf(SparkSettings(given, jobs=3), environment)

    assert conf.get("spark.master") == given.get("spark.master")
    assert "spark.driver.host" not in conf


def test_a_defaults_file_without_a_master_decides_nothing(tmp_path: Path) -> None:
    (tmp_path / "spark-defaults.conf").write_text("#spark.master yarn\nspark.executor.memory 4g\n")

    assert settled_conf(SparkSettings(jobs=1), {"SPARK_CONF_DIR": str(tmp_path)})["spark.master"] == "local[1,4]"


def test_options_are_pairs() -> None:
    assert parse_conf(["spark.a=1", "spark.b=x=y", "spark.a=2"]) == {"spark.a": "2", "spark.b": "x=y"}
    for wrong in ("master=local", "spark.master", ""):
        with pytest.raises(UsageError, match="is not KEY=VALUE"):
            parse_conf([wrong])
