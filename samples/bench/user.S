        .cfi_sections .debug_frame

        .set    CALL_COUNT, 0
        .set    CALL_ADD, 1
        .set    CALL_LEAVE, 2
        .set    SPSR_EL0, 0x3c0         // EL0, all interrupts masked

        .text
        .globl  user_enter
        .type   user_enter, %function
user_enter:                             // the code leaves x19 to x30 alone, and nothing of it is on the stack
        .cfi_startproc
        msr     elr_el1, x0
        mov     x0, #SPSR_EL0
        msr     spsr_el1, x0
        mov     x0, x1
        eret
        .globl  user_left
user_left:
        ret
        .cfi_endproc
        .size   user_enter, . - user_enter

        .section .text.user, "ax"       // pages of its own, which EL0 may execute
        .balign 4096
        .globl  user_text_start
user_text_start:
        .globl  user_calls
        .type   user_calls, %function
user_calls:
        mov     x7, x0
        mov     x0, #0
1:
        mov     x8, #CALL_COUNT
        svc     #0
        mov     x1, x7
        mov     x8, #CALL_ADD
        svc     #0
        subs    x7, x7, #1
        b.ne    1b
        mov     x8, #CALL_LEAVE
        svc     #0
        .size   user_calls, . - user_calls

        .balign 4096
        .globl  user_text_end
user_text_end:
