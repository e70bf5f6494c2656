"""How requests are served: uvicorn, headers at the edge, bodies received first, a bounded pool.

edge -> router -> live, or receiving -> pool -> Django. docs/serving.md tells why.
"""
