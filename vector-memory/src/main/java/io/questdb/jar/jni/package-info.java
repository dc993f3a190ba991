/// Stands in for the library that unpacks Lance's native part: see
/// [io.questdb.jar.jni.JarJniLoader], which is all that Lance uses of it. Publishes nothing. Needs
/// the file that `dev.hqe.memory.store` lays down.
@NullMarked
package io.questdb.jar.jni;

import org.jspecify.annotations.NullMarked;
