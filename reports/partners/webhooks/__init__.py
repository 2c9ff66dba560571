"""Webhooks by Standard Webhooks: what is told (`events`), how it is signed (`signing`), where
it may go (`network`), when it is sent (`sending`, `tasks`), and the endpoints (`endpoints`)."""
