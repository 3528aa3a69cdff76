"""Manifests: the files that a folder of the package's data must hold, by their checksums."""

import hashlib
import json
from pathlib import Path
from typing import Any

from onrecord.errors import WeightsError


def check_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of the folder, once every file in it is the one that it names.

    Raises: WeightsError
    """
    try:
        manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text(encoding="utf8"))
        named = manifest["files"].items()
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise WeightsError(f"{folder}: no readable manifest.json ({error}); install onrecord anew.") from error
    for name, sha256 in named:
        try:
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise WeightsError(f"{folder / name}: cannot be read ({error.strerror}); install onrecord anew.") from error
        if found != sha256:
            raise WeightsError(f"{folder / name}: checksum {found[:12]}, not {sha256[:12]} as in the manifest; install anew.")
    return manifest
