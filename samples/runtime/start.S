/*
 * Where every vCPU begins: the boot vCPU at _start with x0 = device tree, the others at secondary_start with
 * x0 = the context given to PSCI CPU_ON. All start at EL1 on SP_EL1, MMU off, interrupts masked.
 */

        .cfi_sections .debug_frame

        .section .text.start, "ax"

        .globl  _start
        .type   _start, %function
_start:
        .cfi_startproc
        .cfi_undefined x30              // nobody called us: an unwinder stops here
        mov     x19, x0
        ldr     x0, =exception_vectors
        msr     vbar_el1, x0
        ldr     x0, =boot_stack_top
        mov     sp, x0

        ldr     x0, =bss_start          // 16-byte aligned at both ends by the linker script
        ldr     x1, =bss_end
1:
        cmp     x0, x1
        b.hs    2f
        stp     xzr, xzr, [x0], #16
        b       1b

2:
        isb                             // the vectors are in place before anything can fault
        mov     x29, xzr
        mov     x30, xzr
        mov     x0, x19
        bl      runtime_start
        b       .                       // runtime_start does not return
        .cfi_endproc
        .size   _start, . - _start

        .globl  secondary_start
        .type   secondary_start, %function
secondary_start:
        .cfi_startproc
        .cfi_undefined x30
        ldr     x1, =exception_vectors
        msr     vbar_el1, x1
        isb
        ldr     x1, [x0]                // struct SecondaryStart: stack top first
        mov     sp, x1
        mov     x29, xzr
        mov     x30, xzr
        bl      runtime_start_secondary
        b       .
        .cfi_endproc
        .size   secondary_start, . - secondary_start

        .section .bss.stack, "aw", %nobits
        .balign 16
        .space  16 * 1024
boot_stack_top:
