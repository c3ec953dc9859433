"""Who you are and what you may do: accounts, sessions, permissions, profiles, privacy, and the audit log."""
