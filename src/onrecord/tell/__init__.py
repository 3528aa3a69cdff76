"""What a person or program is shown: timeline, report, exports."""
