"""The command line: a command parses, calls one workflow function and prints."""

from scorer.cli.terminal import speak_chinese

speak_chinese()  # here, since click translates some of its texts while commands are being defined
