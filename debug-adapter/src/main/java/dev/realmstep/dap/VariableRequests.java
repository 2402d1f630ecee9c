package dev.realmstep.dap;

import dev.realmstep.debugger.EvaluationException;
import dev.realmstep.debugger.VariableNode;
import dev.realmstep.debugger.VariableScope;
import java.util.List;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesResponse;

/** Values: variables, their members, registers. */
final class VariableRequests {
    private final References references;

    VariableRequests(References references) {
        this.references = references;
    }

    VariablesResponse variables(VariablesArguments arguments) throws RequestFailure {
        List<VariableNode> nodes = childrenOf(arguments.getVariablesReference());
        int start = arguments.getStart() == null ? 0 : arguments.getStart();
        int count = arguments.getCount() == null || arguments.getCount() == 0 ? nodes.size() : arguments.getCount();
        VariablesResponse response = new VariablesResponse();
        response.setVariables(
                nodes.stream().skip(start).limit(count).map(this::describe).toArray(Variable[]::new));
        return response;
    }

    SetVariableResponse setVariable(SetVariableArguments arguments) throws RequestFailure {
        for (VariableNode node : childrenOf(arguments.getVariablesReference())) {
            if (node.name().equals(arguments.getName())) {
                return assign(node, arguments);
            }
        }
        throw new RequestFailure("there is no variable " + arguments.getName());
    }

    private SetVariableResponse assign(VariableNode node, SetVariableArguments arguments) throws RequestFailure {
        try {
            node.assign(arguments.getValue());
        } catch (EvaluationException e) {
            throw new RequestFailure(e.getMessage());
        }
        VariableNode changed = childrenOf(arguments.getVariablesReference()).stream()
                .filter(candidate -> candidate.name().equals(arguments.getName()))
                .findFirst()
                .orElse(node);
        SetVariableResponse response = new SetVariableResponse();
        response.setValue(changed.value());
        response.setType(changed.type());
        response.setVariablesReference(changed.hasChildren() ? references.to(changed) : 0);
        return response;
    }

    private List<VariableNode> childrenOf(int reference) throws RequestFailure {
        return switch (references.resolve(reference, Object.class)) {
            case VariableScope scope -> scope.variables().get();
            case VariableNode node -> node.children();
            default -> throw new RequestFailure("reference " + reference + " has no variables");
        };
    }

    private Variable describe(VariableNode node) {
        Variable variable = new Variable();
        variable.setName(node.name());
        variable.setValue(node.value());
        if (!node.type().isEmpty()) {
            variable.setType(node.type());
        }
        variable.setVariablesReference(node.hasChildren() ? references.to(node) : 0);
        node.address().ifPresent(address -> variable.setMemoryReference(MemoryReference.of(address)));
        return variable;
    }
}
