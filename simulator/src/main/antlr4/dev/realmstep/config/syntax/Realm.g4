/*
 * The .realm language, as text.
 *
 * The grammar accepts every sequence of tokens, so a half-typed file has a tree like any other: what does not belong is
 * a node of its own, and what is missing is absent. Which words mean something is not known here: that is said once, in
 * the tables of keywords, which also serve completion and hover. A file is a sequence of lines; lines become blocks in
 * SyntaxTreeBuilder, because only there a missing brace can cost one message instead of the rest of the file.
 */
grammar Realm;

file
    : line* EOF
    ;

line
    : keyword=NAME argument* end=('{' | '}' | NEWLINE | EOF)        # statement
    | '{'                                                           # open
    | '}'                                                           # close
    | NEWLINE                                                       # blank
    | ('..' | NUMBER | VERSION | TEXT | BYTES | UNKNOWN)            # unexpected
    ;

argument
    : begin=NUMBER '..' end=NUMBER?     # range
    | NUMBER                            # number
    | VERSION                           # version
    | NAME                              # word
    | TEXT                              # text
    | BYTES                             # bytes
    | ('..' | UNKNOWN)                  # stray
    ;

OPEN    : '{' ;
CLOSE   : '}' ;
TO      : '..' ;

VERSION : [0-9]+ '.' [0-9]+ ;

/* Wide on purpose: what is not a number after all gets a message that says so. */
NUMBER  : [0-9] [0-9A-Za-z_]* ;

NAME    : [A-Za-z_] [A-Za-z0-9_-]* ;

/* The closing quote may be missing: the text then ends with its line. */
TEXT    : '"' ~["\r\n]* '"'?
        | '\'' ~['\r\n]* '\''?
        ;

BYTES   : [A-Za-z] [A-Za-z0-9]* '"' ~["\r\n]* '"'? ;

COMMENT : '#' ~[\r\n]* -> channel(HIDDEN) ;

NEWLINE : '\r'? '\n' | '\r' ;

/* A backslash at the end of a line joins the next one to it. */
JOINED  : '\\' [ \t]* ('\r'? '\n' | '\r') -> skip ;

SPACE   : [ \t\f\u00A0\uFEFF]+ -> skip ;

UNKNOWN : . ;
