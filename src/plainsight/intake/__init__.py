"""What arrives: drafts, reports, return codes and the conversations that follow.

The public zone reaches these tables only through the gate functions in `sql/`; the desk reads
what it may by its own grants. Nothing here can open a seal: that is `vault.opening`, which
this app never imports.
"""
