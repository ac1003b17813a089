"""The routes, one module a part of the API; each calls one service and gives one model."""
