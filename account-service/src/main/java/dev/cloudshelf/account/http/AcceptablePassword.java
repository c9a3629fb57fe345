package dev.cloudshelf.account.http;

import dev.cloudshelf.account.domain.Password;
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

/** A password that {@link Password} calls acceptable; null is for {@code @NotNull} to refuse. */
@Documented
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = AcceptablePassword.Validator.class)
public @interface AcceptablePassword {

    String message() default
            "must have "
                    + Password.CHARACTERS_MIN
                    + " to "
                    + Password.CHARACTERS_MAX
                    + " characters";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Asks the domain: {@code @Size} would count an emoji as two. */
    class Validator implements ConstraintValidator<AcceptablePassword, String> {

        @Override
        public boolean isValid(@Nullable String value, ConstraintValidatorContext context) {
            return value == null || new Password(value).isAcceptable();
        }
    }
}
