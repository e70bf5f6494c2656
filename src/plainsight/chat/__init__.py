"""Live chat: a conversation while both ends are there, and what a visitor may do in it.

The log of a chat is intake's: the same sealed rows, the same return code. What is here is the
live part, and it goes when the chat ends. The visitor's side calls gates and reads no model.
"""
