package dev.realmstep.debugger;

import dev.realmstep.cpu.SystemRegister;
import dev.realmstep.debuginfo.MachineScope;
import dev.realmstep.debuginfo.Variable;
import dev.realmstep.debuginfo.value.Value;
import dev.realmstep.debuginfo.value.ValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Variables and expressions of frames. */
final class Values {
    private Values() {}

    /** The arguments and locals of a frame. */
    static List<VariableScope> scopesOf(Frame frame) {
        List<VariableScope> scopes = new ArrayList<>();
        frame.details().ifPresent(details -> {
            scopes.add(scope("Arguments", "arguments", false, frame, details.arguments()));
            scopes.add(scope("Locals", "locals", false, frame, details.locals()));
            scopes.add(scope("Globals of the file", "globals", true, frame, details.globals()));
        });
        return scopes;
    }

    private static VariableScope scope(
            String name, String hint, boolean expensive, Frame frame, List<Variable> variables) {
        return new VariableScope(
                name,
                hint,
                expensive,
                () -> variables.stream()
                        .<VariableNode>map(variable -> new ValueNode(variable.name(), variable.value(), frame))
                        .toList());
    }

    /** Evaluates a C expression in a frame; {@code $} names a register, system registers included. */
    static VariableNode evaluate(String expression, Frame frame) throws EvaluationException {
        Optional<SystemRegister> register = systemRegister(expression.strip());
        if (register.isPresent()) {
            String value = "0x%016x".formatted(frame.cpu().systemRegister(register.get()));
            return RegisterNode.readOnly(expression.strip(), value);
        }
        return new ValueNode(expression.strip(), value(expression, frame), frame);
    }

    private static Optional<SystemRegister> systemRegister(String expression) {
        String name = expression.toUpperCase(Locale.ROOT);
        return Arrays.stream(SystemRegister.values())
                .filter(register -> name.equals("$" + register.name()))
                .findFirst();
    }

    /** Evaluates an expression to a number. */
    static Scalar scalar(String expression, Frame frame) throws EvaluationException {
        Optional<SystemRegister> register = systemRegister(expression.strip());
        if (register.isPresent()) {
            return new Scalar(frame.cpu().systemRegister(register.get()), Long.BYTES);
        }
        Value value = value(expression, frame);
        try {
            int bytes = Math.clamp(value.type().size(), 1, Long.BYTES);
            return new Scalar(value.number(), bytes);
        } catch (ValueException e) {
            throw new EvaluationException(String.valueOf(e.getMessage()));
        }
    }

    /** Evaluates an expression to an address. */
    static long address(String expression, Frame frame) throws EvaluationException {
        try {
            return value(expression, frame).number();
        } catch (ValueException e) {
            throw new EvaluationException(String.valueOf(e.getMessage()));
        }
    }

    static Value value(String expression, Frame frame) throws EvaluationException {
        try {
            if (frame.details().isPresent()) {
                return frame.details().get().evaluate(expression);
            }
            CpuTarget target = new CpuTarget(frame.cpu());
            return MachineScope.evaluate(expression, target, target);
        } catch (ValueException e) {
            throw new EvaluationException(String.valueOf(e.getMessage()));
        }
    }
}
