"""From a press release to a draft: what was read becomes proposals, accepted ones become blocks.

``review`` reads and compares, ``write`` makes one revision of a draft; nothing
here releases. Proposals and their comparison are pure; `writing` and `sources`
alone write to the database.
"""
