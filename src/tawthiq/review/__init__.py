"""Checking what the program read: evaluation against gold, later queue, decisions and agreement (no HTTP)."""
