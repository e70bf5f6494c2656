"""The desk side of the live chat: the waiting room, the talking, the handing over."""
