"""One form for names, numbers, plates, postcodes and dates, however they were written.

A pure library: it reads no database and knows no framework, so that keeping a mention, a run over
the whole store and a test all use the same rules.
"""
