/* Every kind of type that C has, for programs that are looked at rather than run. */
#ifndef SHAPES_H
#define SHAPES_H

typedef unsigned char u8;
typedef unsigned long u64;
typedef int (*operation)(int, int);

enum colour { RED, GREEN = 5, BLUE = -1 };
enum access { READ = 1, WRITE = 2, EXECUTE = 4 };

struct point {
    int x;
    int y;
};

struct flags {
    unsigned int ready : 1;
    unsigned int level : 5;
    int offset : 6;
    u64 wide : 40;
    enum access access : 3;
};

union word {
    unsigned int whole;
    u8 bytes[4];
    struct {
        unsigned short low;
        unsigned short high;
    };
};

struct node {
    const char *name;
    struct node *next;
    struct point corners[2];
    union word word;
    operation apply;
    u64 total;
};

extern struct node first;
extern volatile int sink;

int add(int a, int b);
int visit(struct node *node, int depth);

#endif
