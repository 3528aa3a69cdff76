"""The ledger in a browser and for programs: pages and a JSON interface over one ledger, for reading.

Needs the extra `onrecord[web]`.
"""

from onrecord.web.app import make_app
from onrecord.web.serving import serve

__all__ = ["make_app", "serve"]
