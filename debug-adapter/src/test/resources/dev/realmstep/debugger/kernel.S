/*
 * A kernel as small as can be that boots as Linux does: loaded to physical memory without its ELF headers, it runs there
 * with the MMU off, maps itself where it was linked for, or `slide` bytes above, and goes on there.
 */

        .section .head.text, "ax"
        .globl  _text
_text:
        b       primary_entry                   // the header of Documentation/arch/arm64/booting.rst
        .long   0
        .quad   0
        .quad   _end - _text
        .quad   0xa                             // little-endian, pages of 4 KiB, anywhere
        .quad   0, 0, 0
        .ascii  "ARM\x64"
        .long   0

        .globl  slide
slide:  .quad   0                               // at offset 0x40, for whoever plays KASLR

        .text
        .globl  primary_entry
primary_entry:
        adrp    x1, early_stack_end
        mov     sp, x1
        mov     x29, xzr
        adrp    x0, _text
        adrp    x1, slide
        add     x1, x1, :lo12:slide
        ldr     x19, [x1]
        ldr     x1, =_text
        add     x1, x1, x19
        bl      create_tables

__primary_switch:
        mov     x0, #0xff
        msr     mair_el1, x0
        ldr     x0, =0x1b5103510                // 36 bits physical; 4 KiB pages; 48 bits virtual in both halves
        msr     tcr_el1, x0
        adrp    x0, low_tables
        msr     ttbr0_el1, x0
        adrp    x0, high_tables
        msr     ttbr1_el1, x0
        isb
        mrs     x0, sctlr_el1
        orr     x0, x0, #1
        msr     sctlr_el1, x0
        isb
        ldr     x8, =__primary_switched
        add     x8, x8, x19
        br      x8

__primary_switched:
        adrp    x1, early_stack_end
        mov     sp, x1
        bl      start_kernel
        mov     w0, #0x0008                     // PSCI SYSTEM_OFF
        movk    w0, #0x8400, lsl #16
        smc     #0
        b       .

        .bss
        .balign 4096
        .space  4096
early_stack_end:
