"""What is sealed, how it is opened, and the keys between the two.

`sealing` needs public keys only and is all that the public site may reach; `opening` and
everything that holds a private key stays on the desk's side of the wall. An import contract
says so, and `docs/vault.md` shows how the keys hang together.
"""
