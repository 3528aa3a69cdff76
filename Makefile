# Shorthand for those who have make; tasks.py needs Python alone.
.PHONY: example test check accounts scores bench lock
example test check accounts scores bench lock:
	@python3 tasks.py $@
