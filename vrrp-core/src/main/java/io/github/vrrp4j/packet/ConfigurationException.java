package io.github.vrrp4j.packet;

/** A caller's mistake: a parameter has a value that the protocol, or another parameter, does not allow. */
public class ConfigurationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String parameter;
    private final String value;
    private final String rule;

    /**
     * A mistake.
     *
     * @param parameter which parameter, in the words of the RFC
     * @param value the value it was given
     * @param rule what its values have to be
     */
    public ConfigurationException(String parameter, Object value, String rule) {
        super(parameter + " " + value + ": " + rule);
        this.parameter = parameter;
        this.value = String.valueOf(value);
        this.rule = rule;
    }

    /**
     * Which parameter.
     *
     * @return for example {@code vrid}
     */
    public String parameter() {
        return parameter;
    }

    /**
     * The refused value.
     *
     * @return its text
     */
    public String value() {
        return value;
    }

    /**
     * The rule that it breaks.
     *
     * @return for example {@code must be 1 to 255}
     */
    public String rule() {
        return rule;
    }
}
