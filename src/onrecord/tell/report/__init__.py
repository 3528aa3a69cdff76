"""The report: one page that a stranger can be sent."""

from onrecord.tell.report.page import render_report

__all__ = ["render_report"]
