"""An organisation that uses the API, so that the screens of partners show something.

It has no key: a key is shown once, to whoever makes it.
"""

from __future__ import annotations

from reports.demo.accounts import DOMAIN
from reports.models import Organisation, Plan

NAME = "Sample Data Desk"


def load_partners() -> None:
    """Make the organisation, unless there is one of any name."""
    plan = Plan.objects.filter(is_default=True).first()
    if plan is None or Organisation.objects.exists():
        return
    note = "Invented for the demo. Make a key for it, and ask /api/v1/usage/ with that."
    Organisation.objects.create(name=NAME, contact=f"desk@{DOMAIN}", plan=plan, note=note)
