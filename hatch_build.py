"""Hatchling build hook: makes the gazetteer when the package is built or installed, editable or not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class GazetteerHook(BuildHookInterface[Any]):
    """Builds ``wiredesk/gazetteer.sqlite`` unless it is newer than everything that it is made from."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        sys.path.insert(0, str(root))
        try:
            from gazetteer.build import TARGET, build, is_current

            if not is_current():
                build()
        finally:
            sys.path.remove(str(root))
        build_data["artifacts"].append(TARGET.relative_to(root).as_posix())
