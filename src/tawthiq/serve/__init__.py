"""The HTTP API and the built pages: `app.py` joins them, `desk.py` holds the services that routes call.

A request passes limits.py (size), access.py (who may), a route of routes/, one service, and comes back as a model of
wire/. Nothing here decides of events: that is review/.
"""
