// The stack is the program's own, so that a recording of it is the same on every machine.
    .globl _start
    .type _start, %function
_start:
    .cfi_startproc
    .cfi_undefined x30
    adrp    x0, stack_top
    add     x0, x0, :lo12:stack_top
    mov     sp, x0
    mov     x29, xzr
    mov     x30, xzr
    bl      entry
    mov     x8, #93
    mov     x0, #0
    svc     #0
    .cfi_endproc
    .size _start, . - _start

    .data
    .globl _data_start
_data_start:

    .bss
    .balign 16
    .space  1024
stack_top:

    .section .note.GNU-stack,"",%progbits
