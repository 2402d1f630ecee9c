/* Where the normal world begins, at EL2 with the MMU off, on the first processing element. */

        .cfi_sections .debug_frame

        .section .text.start, "ax"
        .globl  _start
        .type   _start, %function
_start:
        .cfi_startproc
        .cfi_undefined x30
        adr     x0, bss_start
        adr     x1, bss_end
1:      cmp     x0, x1
        b.eq    2f
        stp     xzr, xzr, [x0], #16
        b       1b

2:      adr     x0, stack_top
        mov     sp, x0
        mov     x29, xzr
        bl      main
        bl      psci_system_off
        .cfi_endproc
        .size   _start, . - _start

        .bss
        .balign 16
        .skip   16384
stack_top:
