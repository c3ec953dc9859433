"""The world outside: payments, mail, storage, carriers. One protocol each, a real one and a fake that ships with the app."""
