"""Checking what the program read: evaluation against gold; queue, decisions and agreement of the desk (no HTTP)."""
