"""Files that people send: sealed as they arrive, stored sealed, opened only while served.

No part of a file is ever on disk in clear, and no file is parsed here: what a file is, is
told from its first bytes alone.
"""
