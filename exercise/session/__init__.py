"""The live session: one writer, admitted commands, paced time, and a client for every seat."""
