"""What ``trialcite`` can be told to do, a module for each kind of work; ``interfaces.command_line`` lists them.

A command returns its exit code. What only one needs is imported in it: a look-up must be done within a second.
"""
