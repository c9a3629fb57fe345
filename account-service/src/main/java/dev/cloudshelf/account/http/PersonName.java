package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.Account;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A name that {@link Account} takes; null is for {@code @NotNull} to refuse. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = PersonName.Validator.class)
public @interface PersonName {

    String message() default
            "must have 1 to "
                    + Account.NAME_LENGTH_MAX
                    + " characters, no control characters and no"
                    + " direction marks";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the domain. A {@code @Pattern} would be published, in Java's dialect. */
    class Validator implements ConstraintValidator<PersonName, String> {

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || Account.isName(value);
        }
    }
}
