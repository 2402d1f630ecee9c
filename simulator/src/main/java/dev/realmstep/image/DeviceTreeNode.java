package dev.realmstep.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A node of a device tree. Its name and those of its properties are ASCII.
 *
 * @param name with its unit address, as in {@code "uart@1000000"}; empty for the root
 * @param properties in the order of the tree
 * @param children in the order of the tree
 */
public record DeviceTreeNode(String name, List<DeviceTreeProperty> properties, List<DeviceTreeNode> children) {
    public DeviceTreeNode {
        properties = List.copyOf(properties);
        children = List.copyOf(children);
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    public Optional<DeviceTreeProperty> property(String propertyName) {
        return properties.stream().filter(p -> p.name().equals(propertyName)).findFirst();
    }

    /** The child of that full name, unit address included. */
    public Optional<DeviceTreeNode> child(String childName) {
        return children.stream().filter(c -> c.name().equals(childName)).findFirst();
    }

    /** Whether {@code model} is among the strings of the {@code compatible} property. */
    public boolean isCompatibleWith(String model) {
        return property("compatible").filter(p -> p.strings().contains(model)).isPresent();
    }

    /** Puts a node together, in the order of the calls. */
    public static final class Builder {
        private final String name;
        private final List<DeviceTreeProperty> properties = new ArrayList<>();
        private final List<DeviceTreeNode> children = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        public Builder property(DeviceTreeProperty property) {
            properties.add(property);
            return this;
        }

        /** A property that says something by being there. */
        public Builder flag(String propertyName) {
            return property(DeviceTreeProperty.ofBytes(propertyName, new byte[0]));
        }

        public Builder cells(String propertyName, int... cells) {
            return property(DeviceTreeProperty.ofCells(propertyName, cells));
        }

        /** 64-bit numbers of two cells each. */
        public Builder doubleCells(String propertyName, long... numbers) {
            return property(DeviceTreeProperty.ofDoubleCells(propertyName, numbers));
        }

        public Builder strings(String propertyName, String... strings) {
            return property(DeviceTreeProperty.ofStrings(propertyName, strings));
        }

        public Builder child(DeviceTreeNode child) {
            children.add(child);
            return this;
        }

        public DeviceTreeNode build() {
            return new DeviceTreeNode(name, properties, children);
        }
    }
}
