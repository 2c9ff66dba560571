"""The partner API: released data as JSON, read only, below ``/api/v1/``.

``views`` answer, ``queries`` read, ``serializers`` shape, ``parameters`` and
``filters`` understand the query string, ``paging`` walks, ``problems`` says
what went wrong. docs/api.md is the partner's side of it.
"""
