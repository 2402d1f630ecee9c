/* Where the realm begins, at EL1 with the MMU off, in its only REC. */

        .cfi_sections .debug_frame

        .section .text.start, "ax"
        .globl  _start
        .type   _start, %function
_start:
        .cfi_startproc
        .cfi_undefined x30
        adr     x0, stack_top
        mov     sp, x0
        mov     x29, xzr
        bl      main
        bl      psci_system_off
        .cfi_endproc
        .size   _start, . - _start

        .bss
        .balign 16
        .skip   4096
stack_top:
