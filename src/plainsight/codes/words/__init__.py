"""The words of the lists, in plain English and ready for translation.

Every sign is a whole short sentence about somebody, "they", so that it reads alone: on a page of
signs, in a report, at the desk. They are our own words for what the frameworks name.
"""
