"""Mutation testing: small faults put into a module one at a time, to see which of them no test notices."""
