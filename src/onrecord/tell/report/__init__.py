"""The report: one page that a stranger can be sent."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.tell.report.page import render_report

__all__ = ["render_report"]


def __getattr__(name: str) -> object:
    # looked up when first used: others take the wording of entries from here, and no page
    if name == "render_report":
        from onrecord.tell.report.page import render_report

        return render_report
    raise AttributeError(f"module 'onrecord.tell.report' has no attribute {name!r}")
