"""What others may want to know of releases, told within the transaction."""

from django.dispatch import Signal

# ``moment``: when something becomes public, or goes: now, or to come. A moment that is told may
# still be moved or cancelled, so whoever acts on it asks then what is public.
public_change = Signal()
