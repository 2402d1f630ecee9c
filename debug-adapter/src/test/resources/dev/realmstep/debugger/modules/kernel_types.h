/*
 * What the kernel and its modules share. The structures have the members by which debuggers know those of Linux, at other
 * offsets than there, since those change from one configuration to the next.
 */

typedef unsigned long u64;

struct list_head {
    struct list_head *next, *prev;
};

struct attribute {
    unsigned short mode;
    const char *name;
};

struct bin_attribute {
    long padding;
    struct attribute attr;
    void *private;
};

#ifdef COUNTED_SECTIONS /* as before Linux 6.14 */
struct attribute_group {
    const char *name;
};

struct module_sect_attr {
    struct bin_attribute battr;
    unsigned long address;
};

struct module_sect_attrs {
    struct attribute_group grp;
    unsigned int nsections;
    struct module_sect_attr attrs[];
};
#else
struct attribute_group {
    const char *name;
    union {
        const struct bin_attribute *const *bin_attrs;
        long unused;
    };
};

struct module_sect_attrs {
    struct attribute_group grp;
    struct bin_attribute attrs[];
};
#endif

enum mod_mem_type { MOD_TEXT, MOD_DATA, MOD_INIT_TEXT, MOD_MEM_NUM_TYPES };

struct module_memory {
    unsigned int size;
    void *base;
};

enum module_state { MODULE_STATE_LIVE, MODULE_STATE_COMING, MODULE_STATE_GOING, MODULE_STATE_UNFORMED };

struct module {
    long padding[3];
    char name[24];
    enum module_state state;
    struct list_head list;
    struct module_sect_attrs *sect_attrs;
    struct module_memory mem[MOD_MEM_NUM_TYPES];
    int (*init)(void);
};

extern volatile unsigned long jiffies;

unsigned long kernel_service(unsigned long request);
