"""Suggest claims: sentences that can be checked."""
