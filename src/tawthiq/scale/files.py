"""Files by path or by address, so that a laptop's folder and a cluster's storage are read and written alike.

A path without "://" is one of the machine's own (or of a folder that all machines mount); an address is opened by
pyarrow: file://, hdfs://, s3://, gs://.
"""

import io
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import Any
from uuid import uuid4

from pyarrow import fs  # type: ignore[import-untyped]
from pyarrow.dataset import dataset  # type: ignore[import-untyped]

from tawthiq.errors import InputError

__all__ = [
    "TEMPORARY",
    "absolute",
    "file_size",
    "for_spark",
    "is_address",
    "join",
    "list_names",
    "open_reading",
    "open_writing",
    "parquet_folder",
    "read_json",
    "remove",
    "remove_folder",
    "write_json",
]

TEMPORARY = ".part-"
"""How names of files begin that are being written; Spark, DuckDB and pyarrow pass over names with a dot in front."""


def is_address(path: str) -> bool:
    """Tell an address from a path of this machine."""
    return "://" in path


def absolute(path: str) -> str:
    """Name a file so that a program in another folder finds it."""
    return path if is_address(path) else os.path.abspath(path)


def for_spark(path: str) -> str:
    """Name a file for Spark itself, whose storage of first choice may be another than this machine's disk."""
    return path if is_address(path) else f"file://{os.path.abspath(path)}"


def join(folder: str, *names: str) -> str:
    """Name a file below a folder, which is a path or an address."""
    return "/".join((folder.rstrip("/"), *names)) if is_address(folder) else os.path.join(folder, *names)


def _open(path: str) -> tuple[Any, str]:
    if not is_address(path):
        return fs.LocalFileSystem(), os.path.abspath(path)
    try:
        found: tuple[Any, str] = fs.FileSystem.from_uri(path)
    except (ValueError, OSError) as error:
        raise InputError(f"the address cannot be opened: {error}", path, "check its scheme and its host") from error
    return found


def open_reading(path: str) -> io.BufferedReader:
    """Open a file for reading; it can be sought in.

    Args:
        path: A path or an address.

    Returns:
        The open file.

    Raises:
        OSError: It cannot be read.
    """
    if not is_address(path):
        return open(path, "rb")
    system, inner = _open(path)
    return io.BufferedReader(system.open_input_file(inner))


@contextmanager
def open_writing(path: str) -> Iterator[Any]:
    """Open a file that is there whole, once the block ends without an error, or not at all.

    On a machine's own disk it is written beside its place, brought to the disk and moved there. In a store of objects
    nothing is seen of an object before its upload ends, so it is written in its place.

    Args:
        path: A path or an address; folders above it are made.

    Yields:
        A file for bytes.
    """
    system, inner = _open(path)
    parent, name = str(PurePosixPath(inner).parent), PurePosixPath(inner).name
    if not is_address(path):
        os.makedirs(parent, exist_ok=True)
        beside = os.path.join(parent, f"{TEMPORARY}{uuid4().hex}-{name}")
        try:
            with open(beside, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            os.replace(beside, inner)
        except BaseException:
            if os.path.exists(beside):
                os.unlink(beside)
            raise
        return
    system.create_dir(parent, recursive=True)
    with system.open_output_stream(inner) as stream:
        yield stream


def list_names(folder: str) -> dict[str, int]:
    """List the files of a folder.

    Args:
        folder: A path or an address; it need not exist.

    Returns:
        Name to size in bytes, without hidden files and folders, in order of the names.
    """
    system, inner = _open(folder)
    found = system.get_file_info(fs.FileSelector(inner, allow_not_found=True))
    files = {one.base_name: int(one.size) for one in found if one.type == fs.FileType.File}
    return {name: files[name] for name in sorted(files) if not name.startswith(".")}


def file_size(path: str) -> int | None:
    """Give a file's size in bytes; None where there is no such file."""
    system, inner = _open(path)
    (found,) = system.get_file_info([inner])
    return int(found.size) if found.type == fs.FileType.File else None


def read_json(path: str) -> Any:
    """Read a small JSON file.

    Args:
        path: A path or an address.

    Returns:
        What it holds; None where there is no such file.
    """
    if file_size(path) is None:
        return None
    with open_reading(path) as file:
        return json.load(file)


def write_json(path: str, value: object) -> None:
    """Write a small JSON file, whole or not at all."""
    with open_writing(path) as file:
        file.write((json.dumps(value, ensure_ascii=True, sort_keys=True) + "\n").encode())


def parquet_folder(folder: str) -> Any:
    """Open the Parquet files of a folder as one dataset of pyarrow."""
    system, inner = _open(folder)
    return dataset(inner, filesystem=system, format="parquet")


def remove(path: str) -> None:
    """Remove a file that is there."""
    system, inner = _open(path)
    system.delete_file(inner)


def remove_folder(folder: str) -> None:
    """Remove a folder with all that is in it; there need be none."""
    system, inner = _open(folder)
    if system.get_file_info(inner).type == fs.FileType.Directory:
        system.delete_dir(inner)
