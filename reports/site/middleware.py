"""What the public site does to every request before a view sees it."""
from __future__ import annotations
class InputGate:
    def __init__(self, get_response): self.get_response = get_response
    def __call__(self, request): return self.get_response(request)
