package dev.cloudshelf.kernel.access;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * An operation of administrators, which their sign-in must still be good for: else it is answered
 * 401, and 503 where account-service cannot be asked. What a token says is not enough where rights
 * or money move.
 */
@Documented
@Inherited
@InterceptorBinding
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface CurrentAccess {

    /**
     * Whether the operation only reads, so that it may run while account-service is asked, and its
     * result is kept back until the answer is there.
     */
    @Nonbinding
    boolean beside() default false;
}
