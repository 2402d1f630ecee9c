/* A kernel that has modules: it comes with their code in place, and tells of it as Linux does. */
#include "kernel_types.h"

struct list_head modules = { &modules, &modules };

static struct module ping_module, pong_module;

/* Where the linker script has put the sections. */
extern char ping_text[], ping_text_end[], ping_data[], ping_data_end[], ping_init_text[], ping_init_text_end[], ping_note[];
extern char pong_text[], pong_text_end[], pong_data[], pong_data_end[], pong_init_text[], pong_init_text_end[], pong_note[];

int ping_init(void);
int pong_init(void);

enum { SECTIONS = 4 };

static const char section_names[SECTIONS][24] = { ".text", ".data", ".init.text", ".note.gnu.build-id" };
static unsigned long attributes_memory[2][64];

#ifdef COUNTED_SECTIONS
static void name_section(struct module *module, int section, char *address)
{
    struct module_sect_attrs *attributes = module->sect_attrs;

    attributes->attrs[section].battr.attr.name = section_names[section];
    attributes->attrs[section].address = (unsigned long)address;
    attributes->nsections = section + 1;
}
#else
static const struct bin_attribute *listed[2][SECTIONS + 1];

static void name_section(struct module *module, int section, char *address)
{
    struct module_sect_attrs *attributes = module->sect_attrs;
    const struct bin_attribute **list = listed[module == &pong_module];

    attributes->attrs[section].attr.name = section_names[section];
    attributes->attrs[section].private = address;
    attributes->grp.bin_attrs = list;
    list[section] = &attributes->attrs[section];
}
#endif

/* One by one, since a table of addresses would not move with the kernel. */
static void name_sections(struct module *module, char *text, char *data, char *init_text, char *note)
{
    module->sect_attrs = (struct module_sect_attrs *)attributes_memory[module == &pong_module];
    name_section(module, 0, text);
    name_section(module, 1, data);
    name_section(module, 2, init_text);
    name_section(module, 3, note);
}

static void add_to_list(struct module *module)
{
    struct list_head *last = modules.prev;

    module->list.next = &modules;
    module->list.prev = last;
    last->next = &module->list;
    modules.prev = &module->list;
}

/* Nobody may see a module before it is formed. */
static void form(struct module *module, const char *name, char *text, char *text_end, char *data, char *data_end)
{
    module->state = MODULE_STATE_UNFORMED;
    for (int i = 0; name[i] != 0; i++)
        module->name[i] = name[i];
    module->mem[MOD_TEXT].base = text;
    module->mem[MOD_TEXT].size = text_end - text;
    module->mem[MOD_DATA].base = data;
    module->mem[MOD_DATA].size = data_end - data;
    add_to_list(module);
}

static void form_init(struct module *module, int (*init)(void), char *text, char *text_end)
{
    module->mem[MOD_INIT_TEXT].base = text;
    module->mem[MOD_INIT_TEXT].size = text_end - text;
    module->init = init;
    module->state = MODULE_STATE_COMING;
}

__attribute__((noinline)) unsigned long kernel_service(unsigned long request)
{
    jiffies = jiffies + request;
    return jiffies;
}

static __attribute__((noinline)) void do_free_init(void)
{
    jiffies = jiffies + 1;
}

static __attribute__((noinline)) int do_init_module(struct module *module)
{
    int result = module->init();

    module->state = MODULE_STATE_LIVE;
    module->mem[MOD_INIT_TEXT].base = 0;
    module->mem[MOD_INIT_TEXT].size = 0;
    do_free_init();
    return result;
}

/* With its argument where the ABI has it, as Linux's; do_init_module may be compiled to something else. */
static __attribute__((noipa)) void free_module(struct module *module)
{
    module->state = MODULE_STATE_UNFORMED;
    module->list.prev->next = module->list.next;
    module->list.next->prev = module->list.prev;
}

__attribute__((noinline)) int all_is_done(void)
{
    return jiffies != 0;
}

static void load_ping(void)
{
    form(&ping_module, "ping", ping_text, ping_text_end, ping_data, ping_data_end);
    name_sections(&ping_module, ping_text, ping_data, ping_init_text, ping_note);
    form_init(&ping_module, ping_init, ping_init_text, ping_init_text_end);
    do_init_module(&ping_module);
}

static void load_pong(void)
{
    form(&pong_module, "pong", pong_text, pong_text_end, pong_data, pong_data_end);
    name_sections(&pong_module, pong_text, pong_data, pong_init_text, pong_note);
    form_init(&pong_module, pong_init, pong_init_text, pong_init_text_end);
    do_init_module(&pong_module);
}

int start_kernel(void)
{
    /* The list begins empty, at whatever address the kernel runs. */
    modules.next = &modules;
    modules.prev = &modules;
    load_ping();
    load_pong();
    free_module(&pong_module);
    return all_is_done();
}
