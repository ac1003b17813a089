"""Start Spark: here with two settings that a laptop needs, on a cluster with those that it has already.

What decides where the work is done is Spark's own configuration: `--spark-conf spark.master=…`, a spark-defaults.conf
in SPARK_CONF_DIR or SPARK_HOME/conf, or the options of spark-submit. Only where none of them names a master, this
machine is the cluster.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from tawthiq.errors import ProjectError, UsageError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

__all__ = ["SparkSettings", "open_session", "parse_conf", "settled_conf"]

# Tries of one partition before the run is given up: a local master counts only what stands in its brackets, and
# without a number the first worker that is killed ends the run. Four is what clusters use (spark.task.maxFailures).
_TRIES = 4
_MASTER = re.compile(r"^\s*spark\.master\s*[\s=:]\s*\S", re.MULTILINE)
# Logs of what is tried again would drown the messages of a command; --spark-conf spark.log.level=INFO brings them back.
_DEFAULTS = {
    "spark.app.name": "tawthiq",
    "spark.log.level": "ERROR",
    "spark.ui.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
}


@dataclass(frozen=True, slots=True)
class SparkSettings:
    """How Spark is started.

    Attributes:
        conf: Its configuration, as given by the user; goes before every default.
        jobs: Python workers where this machine is the cluster.
    """

    conf: Mapping[str, str] = field(default_factory=dict)
    jobs: int = 1


def parse_conf(said: list[str]) -> dict[str, str]:
    """Read `--spark-conf` options.

    Args:
        said: "spark.key=value" each.

    Returns:
        Key to value; the last of equal keys holds.

    Raises:
        UsageError: One is no such pair.
    """
    conf: dict[str, str] = {}
    for one in said:
        key, sign, value = one.partition("=")
        if not sign or not key.strip().startswith("spark."):
            raise UsageError(f"--spark-conf {one!r} is not KEY=VALUE", remedy="as spark.master=spark://host:7077")
        conf[key.strip()] = value.strip()
    return conf


def settled_conf(settings: SparkSettings, environment: Mapping[str, str]) -> dict[str, str]:
    """Add to a configuration what it leaves open.

    Args:
        settings: As the user gave them.
        environment: Variables of the process, which tell whether spark-submit or a defaults file decides on a master.

    Returns:
        What Spark is started with.
    """
    conf = {**_DEFAULTS, **settings.conf}
    if "spark.master" not in conf and not _is_decided(environment):
        conf["spark.master"] = f"local[{settings.jobs},{_TRIES}]"
    if conf.get("spark.master", "").startswith("local"):
        # The name of a laptop may lead to an address that its own firewall closes.
        conf.setdefault("spark.driver.bindAddress", "127.0.0.1")
        conf.setdefault("spark.driver.host", "127.0.0.1")
        # Shuffles of a laptop are small; 200 tasks, the default, take longer to start than to run.
        conf.setdefault("spark.sql.shuffle.partitions", str(max(4, 2 * settings.jobs)))
    conf.setdefault("spark.ui.showConsoleProgress", "true" if sys.stderr.isatty() else "false")
    return conf


def _is_decided(environment: Mapping[str, str]) -> bool:
    if "PYSPARK_GATEWAY_PORT" in environment or "SPARK_REMOTE" in environment:
        return True
    homes = [environment["SPARK_CONF_DIR"]] if "SPARK_CONF_DIR" in environment else []
    homes += [os.path.join(environment["SPARK_HOME"], "conf")] if "SPARK_HOME" in environment else []
    files = [Path(home) / "spark-defaults.conf" for home in homes]
    return any(_MASTER.search(file.read_text(encoding="utf-8")) for file in files if file.is_file())


@contextmanager
def open_session(settings: SparkSettings) -> Iterator["SparkSession"]:
    """Start Spark, or join the session that is there, and stop what was started.

    Args:
        settings: How.

    Yields:
        The session.

    Raises:
        UsageError: pyspark or Java is missing.
        ProjectError: Spark did not start.
    """
    _check()
    from pyspark.sql import SparkSession

    conf = settled_conf(settings, os.environ)
    found = SparkSession.getActiveSession()
    if found is not None:
        yield found
        return
    if conf.get("spark.master", "").startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    # Workers run the Python that this variable names, and no other has the program: spark.pyspark.python alone is read
    # by spark-submit only.
    os.environ.setdefault("PYSPARK_PYTHON", conf.get("spark.pyspark.python", sys.executable))
    try:
        session = SparkSession.builder.config(map=dict(conf)).getOrCreate()
    except Exception as error:
        told = str(error).strip().partition("\n")[0]
        raise ProjectError(f"Spark did not start: {told}", remedy="check --spark-conf and the log above") from error
    try:
        yield session
    finally:
        session.stop()


def _check() -> None:
    if find_spec("pyspark") is None:
        raise UsageError("--engine spark needs pyspark", remedy="pip install 'tawthiq[spark]'")
    home = os.environ.get("JAVA_HOME")
    if not (home and Path(home, "bin", "java").exists()) and shutil.which("java") is None:
        raise UsageError(
            "--engine spark needs Java 17 or newer", remedy="on Debian: apt-get install default-jre-headless"
        )
